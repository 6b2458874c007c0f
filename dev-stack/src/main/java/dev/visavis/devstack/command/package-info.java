/// The commands of `visavis`.
@NullMarked
package dev.visavis.devstack.command;

import org.jspecify.annotations.NullMarked;
