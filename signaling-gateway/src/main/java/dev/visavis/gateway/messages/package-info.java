/// What a message of a client must be like, type by type.
@NullMarked
package dev.visavis.gateway.messages;

import org.jspecify.annotations.NullMarked;
