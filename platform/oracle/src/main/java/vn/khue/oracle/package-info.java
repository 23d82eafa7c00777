/**
 * EU DSS as a judge of our signatures that we did not write. Only for tests, the demo and benchmarks: nothing that runs in
 * production stands on it.
 */
package vn.khue.oracle;
