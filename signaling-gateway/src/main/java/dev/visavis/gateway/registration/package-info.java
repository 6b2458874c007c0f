/// From `register` to `registered`: reports the device as online and collects its calls.
@NullMarked
package dev.visavis.gateway.registration;

import org.jspecify.annotations.NullMarked;
