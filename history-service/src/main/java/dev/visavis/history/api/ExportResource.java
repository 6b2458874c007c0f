package dev.visavis.history.api;

import dev.visavis.history.http.AuthenticatedUser;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/// `/api/calls/export`: the user's calls as a file.
@Path("/api/calls/export")
@Authenticated
@Tag(name = "Calls")
public class ExportResource {
  private final Export export;
  private final ExportLimiter limiter;
  private final AuthenticatedUser user;

  ExportResource(Export export, ExportLimiter limiter, AuthenticatedUser user) {
    this.export = export;
    this.limiter = limiter;
    this.user = user;
  }

  @GET
  @Produces("text/csv") // `format` may choose another type; Accept does not matter
  @Operation(
      summary = "Exports your calls as a file, newest first.",
      description =
          "The response is streamed. If it ends without its last chunk, it is incomplete.")
  @APIResponse(
      responseCode = "200",
      headers =
          @Header(name = "Content-Disposition", schema = @Schema(implementation = String.class)),
      content = {
        @Content(mediaType = "text/csv", example = Examples.CSV),
        @Content(mediaType = "application/x-ndjson", example = Examples.JSON_LINE)
      })
  @APIResponse(responseCode = "400", description = "A parameter is invalid; `field` names it.")
  @APIResponse(
      responseCode = "429",
      description = "Another of your exports is running, or you sent too many requests.")
  public Multi<byte[]> export(
      @QueryParam("format") @Parameter(description = "csv or jsonl.", example = "csv")
          @Nullable String format,
      @BeanParam FilterParameters filters) {
    ExportFormat chosen = format(format);
    HistoryRequest request = filters.readFilters();
    UUID me = user.limited();
    limiter.acquire(me);
    Multi<byte[]> pages =
        export
            .pages(me, request, chosen)
            .ifNoItem()
            .after(ExportLimiter.MAX_DURATION)
            .fail()
            .onTermination()
            .invoke(() -> limiter.release(me));
    return RestMulti.fromMultiData(pages)
        .header(HttpHeaders.CONTENT_TYPE, chosen.mediaType())
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + chosen.fileName() + "\"")
        .build();
  }

  private static ExportFormat format(@Nullable String text) {
    return switch (text) {
      case "csv" -> ExportFormat.CSV;
      case "jsonl" -> ExportFormat.JSONL;
      case null, default -> throw FilterParameters.bad("format", "csv or jsonl");
    };
  }
}
