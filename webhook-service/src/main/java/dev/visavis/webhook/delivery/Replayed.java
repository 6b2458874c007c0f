package dev.visavis.webhook.delivery;

/// How many deliveries are made again.
public record Replayed(int replayed) {}
