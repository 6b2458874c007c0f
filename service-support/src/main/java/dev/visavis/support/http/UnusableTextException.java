package dev.visavis.support.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/// A body contains a string that cannot be stored; see [dev.visavis.support.text.StorableText].
final class UnusableTextException extends MismatchedInputException {
  UnusableTextException(JsonParser parser, String problem) {
    super(parser, problem, String.class);
  }
}
