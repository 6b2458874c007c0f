/// Decodes and validates the messages of clients.
@NullMarked
package dev.visavis.gateway.messages;

import org.jspecify.annotations.NullMarked;
