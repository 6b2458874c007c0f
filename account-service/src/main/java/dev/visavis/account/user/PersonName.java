package dev.visavis.account.user;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/// What a person calls themselves: 1-100 characters, no control characters, not only spaces.
/// Null is left to `@NotNull`.
@Pattern(regexp = "(?=.*\\S)[^\\p{Cntrl}]{1,100}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({FIELD, PARAMETER, RECORD_COMPONENT})
@Retention(RUNTIME)
public @interface PersonName {
  String message() default "must be 1 to 100 characters";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
