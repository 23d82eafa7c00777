/** Sigma 2.1 rules and correlations: read from anybody's YAML, checked whole, every fault named with its line. */
package vn.khue.audit.detection.sigma;
