/** Runs rules and correlations over events in event time, in bounded memory. */
package vn.khue.audit.detection.engine;
