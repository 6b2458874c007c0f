/// Turns messages of registered devices into commands.
@NullMarked
package dev.visavis.gateway.commands;

import org.jspecify.annotations.NullMarked;
