# A stand-in for alpine with the parts that are used: a shell and a few tools.
FROM debian:bookworm-slim
