"""The promises of the service while its models, its database or its clients misbehave, each beside a naive control."""
