"""The demo department: a year of made-up days, worked through the product's own commands."""
