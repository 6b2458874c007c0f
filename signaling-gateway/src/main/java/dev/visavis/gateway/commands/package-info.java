/// What devices ask, as records of the log.
@NullMarked
package dev.visavis.gateway.commands;

import org.jspecify.annotations.NullMarked;
