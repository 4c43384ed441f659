"""The catalog: phone models, parts, fault codes, the calendar and the policies."""
