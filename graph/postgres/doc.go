// Package postgres keeps quads and records of the caller's in a PostgreSQL
// database, for stores that several machines write and read at once.
//
// The tables nodes and quads are those of Cayley's SQL backend, which can read
// them; so are the SQL statements that paths become. What Cayley's backend lacks
// is ours: transactions that hold records too, a lock that orders the writers of
// all processes, counts of references that stay right when a quad comes twice,
// an index by label, readers that see one state of the database from beginning
// to end, names fetched many at a time, and errors where Cayley's backend logs
// and goes on with nothing.
//
// A database holds one store: the schema claimgraph with its metadata, and the
// schema claimgraph_N with the tables of its Nth making.
package postgres
