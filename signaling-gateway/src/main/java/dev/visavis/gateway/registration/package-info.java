/// From `register` to `registered`: the device is made known and its calls are collected.
@NullMarked
package dev.visavis.gateway.registration;

import org.jspecify.annotations.NullMarked;
