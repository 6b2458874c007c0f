@NullMarked
package dev.visavis.devstack.test;

import org.jspecify.annotations.NullMarked;
