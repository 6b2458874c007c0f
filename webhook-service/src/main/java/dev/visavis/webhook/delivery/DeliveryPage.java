package dev.visavis.webhook.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A page of deliveries, newest first.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryPage(
    List<Delivery> deliveries,
    @Schema(description = "The `cursor` of the next page; omitted on the last page.")
        @Nullable String nextCursor) {}
