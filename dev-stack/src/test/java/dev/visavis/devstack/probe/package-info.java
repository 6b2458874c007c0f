@NullMarked
package dev.visavis.devstack.probe;

import org.jspecify.annotations.NullMarked;
