/// The words of a call: identifiers, enumerations and small values that everything else uses.
@NullMarked
package dev.visavis.call.domain.value;

import org.jspecify.annotations.NullMarked;
