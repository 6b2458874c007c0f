package dev.visavis.account.token;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;

/// Publishes the public keys of all tokens that may still be valid (RFC 7517).
@Path("/.well-known/jwks.json")
@PermitAll
@Tag(name = "auth")
public class JwksResource {
  // Much shorter than the time for which a key is published before it signs.
  private static final String CACHE = "public, max-age=300";

  private final SigningKeys keys;

  JwksResource(SigningKeys keys) {
    this.keys = keys;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Get the keys that verify access tokens")
  @APIResponse(
      responseCode = "200",
      description = "A JSON Web Key Set",
      content =
          @Content(
              mediaType = "application/json",
              examples =
                  @ExampleObject(
                      name = "one key",
                      value =
                          """
                          {"keys":[{"kty":"RSA","kid":"2026-11-22","use":"sig","alg":"RS256","n":"sXch…","e":"AQAB"}]}""")))
  public Response published() {
    List<Map<String, Object>> set =
        keys.published().stream().map(JwksResource::publicPart).toList();
    return Response.ok(Map.of("keys", set)).header("Cache-Control", CACHE).build();
  }

  private static Map<String, Object> publicPart(SigningKey key) {
    RsaJsonWebKey jwk = new RsaJsonWebKey(key.publicKey());
    jwk.setKeyId(key.kid());
    jwk.setUse("sig");
    jwk.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
    return jwk.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }
}
