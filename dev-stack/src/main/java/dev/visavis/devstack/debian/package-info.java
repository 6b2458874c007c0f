/// Programs from the packages of the system.
@NullMarked
package dev.visavis.devstack.debian;

import org.jspecify.annotations.NullMarked;
