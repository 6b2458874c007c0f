# For alpine, as far as it is used: a shell and a few tools.
FROM debian:bookworm-slim
