"""Reading the fields of a segment: one module a field, rules from YAML, every value with its evidence."""
