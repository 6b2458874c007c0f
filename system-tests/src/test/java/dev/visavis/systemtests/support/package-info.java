/// Test support: the running product, users, devices and tools.
@NullMarked
package dev.visavis.systemtests.support;

import org.jspecify.annotations.NullMarked;
