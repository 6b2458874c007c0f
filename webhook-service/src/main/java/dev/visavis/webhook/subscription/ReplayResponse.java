package dev.visavis.webhook.subscription;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How many deliveries are made again.
public record ReplayResponse(@Schema(examples = "3") int replayed) {}
