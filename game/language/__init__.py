"""Typed orders and questions in, sentences out; the same words for the terminal and the window."""
