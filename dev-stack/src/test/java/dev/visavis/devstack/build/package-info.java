@NullMarked
package dev.visavis.devstack.build;

import org.jspecify.annotations.NullMarked;
