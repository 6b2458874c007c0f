@NullMarked
package dev.visavis.devstack.run;

import org.jspecify.annotations.NullMarked;
