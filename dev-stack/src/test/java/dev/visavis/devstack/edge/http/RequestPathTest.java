package dev.visavis.devstack.edge.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A path is either read alike by all services or refused.
class RequestPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/calls/../../q/metrics",
        "/api/calls/%2e%2e/%2e%2e/q/metrics",
        "/api/calls/%2E./.%2e/q/metrics",
        "/api/calls/..%2f..%2Fq/metrics",
        "/api/calls/%252e%252e/q/metrics",
        "/api/calls/%25252e%25252e/q/metrics",
        "/api/calls/%2525252525252e/q",
        "/api/calls/..;/q/metrics",
        "/api/calls/..;a=b/q/metrics",
        "/api/calls/..%3b/q/metrics",
        "/api/calls/..\\..\\q/metrics",
        "/api/calls/..%5c..%5Cq/metrics",
        "/.well-known/./jwks.json",
        "/assets/..",
        "/.",
        "/..",
        "/a/%00",
        "/a/%0d%0aX: y",
        "/a/%7f",
        "/a/%",
        "/a/%2",
        "/a/%zz"
      })
  void isRefused(String path) {
    assertFalse(RequestPath.isSound(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/users/0b0bd000-0000-4000-8000-000000000000/avatar/3",
        "/.well-known/jwks.json",
        "/people/a.b",
        "/a...b/...",
        "/caf%C3%A9/%E7%8E%8B",
        "/100%25",
        "/a%20b;c=d",
        "/x/%2f/y"
      })
  void isAccepted(String path) {
    assertTrue(RequestPath.isSound(path));
  }
}
