/// The running product and the people, devices and tools of the tests.
@NullMarked
package dev.visavis.systemtests.support;

import org.jspecify.annotations.NullMarked;
