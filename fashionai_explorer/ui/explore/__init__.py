"""*Explorar*: charts to click."""
