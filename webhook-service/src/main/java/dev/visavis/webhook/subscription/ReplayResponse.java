package dev.visavis.webhook.subscription;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The number of deliveries that are sent again.
public record ReplayResponse(@Schema(examples = "3") int replayed) {}
