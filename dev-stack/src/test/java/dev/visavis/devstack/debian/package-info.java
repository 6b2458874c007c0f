@NullMarked
package dev.visavis.devstack.debian;

import org.jspecify.annotations.NullMarked;
