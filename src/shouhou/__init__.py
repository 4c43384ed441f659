"""Shouhou (售后): the working system of a phone brand's after-sales department."""
