package dev.visavis.webhook.subscription;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Stops deliveries, or has them go on: what waits meanwhile waits on.
public record SubscriptionChange(
    @NotNull @Schema(description = "Whether deliveries are made.", examples = "false")
        Boolean active) {}
