/// The messages that follow from the events of one command, and the devices that get them.
@NullMarked
package dev.visavis.call.domain.notice;

import org.jspecify.annotations.NullMarked;
