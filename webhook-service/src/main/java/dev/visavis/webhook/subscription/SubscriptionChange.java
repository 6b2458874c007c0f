package dev.visavis.webhook.subscription;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Pauses or resumes deliveries. Deliveries keep waiting during a pause.
public record SubscriptionChange(
    @NotNull @Schema(description = "Whether deliveries are sent.", examples = "false")
        Boolean active) {}
