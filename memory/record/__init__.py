"""The records (frozen dataclasses), their tables and stores, one module an aggregate."""
