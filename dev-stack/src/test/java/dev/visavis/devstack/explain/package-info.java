@NullMarked
package dev.visavis.devstack.explain;

import org.jspecify.annotations.NullMarked;
