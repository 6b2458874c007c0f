/// Runs all kinds of tests and adds up their results.
@NullMarked
package dev.visavis.devstack.test;

import org.jspecify.annotations.NullMarked;
