/// What can be typed after `visavis`.
@NullMarked
package dev.visavis.devstack.command;

import org.jspecify.annotations.NullMarked;
