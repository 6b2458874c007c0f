package dev.visavis.account.user;

import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/// A verdict in words of its own.
final class ConstraintViolations {
  private ConstraintViolations() {}

  /// @param problem what is wrong, of our own words alone: a template would be expanded
  /// @return whether nothing is
  static boolean in(ConstraintValidatorContext context, @Nullable String problem) {
    if (problem == null) {
      return true;
    }
    context.disableDefaultConstraintViolation();
    context.buildConstraintViolationWithTemplate(problem).addConstraintViolation();
    return false;
  }
}
