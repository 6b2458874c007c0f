/// What is sent to whom: the messages that follow from the events of one command.
@NullMarked
package dev.visavis.call.domain.notice;

import org.jspecify.annotations.NullMarked;
