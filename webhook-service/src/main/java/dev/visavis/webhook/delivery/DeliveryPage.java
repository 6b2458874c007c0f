package dev.visavis.webhook.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Deliveries, newest first.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryPage(
    List<Delivery> deliveries,
    @Schema(description = "For `cursor`; left out behind the last page.")
        @Nullable String nextCursor) {}
