package dev.visavis.account.user;

import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/// Reports constraint violations with messages of our own.
final class ConstraintViolations {
  private ConstraintViolations() {}

  /// @param problem the message, or null if the value is valid; never user input, because it is
  ///     expanded as a template
  /// @return whether the value is valid
  static boolean in(ConstraintValidatorContext context, @Nullable String problem) {
    if (problem == null) {
      return true;
    }
    context.disableDefaultConstraintViolation();
    context.buildConstraintViolationWithTemplate(problem).addConstraintViolation();
    return false;
  }
}
