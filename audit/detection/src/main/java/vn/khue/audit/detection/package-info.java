/**
 * Which events mean danger: rules in Sigma 2.1 with correlations, an engine that runs them over our events, and the rules that come
 * with Khuê. Knows no database and no Spring.
 */
package vn.khue.audit.detection;
