package pebble

import (
	"sync"

	"github.com/cayleygraph/quad"
)

// A nameCache holds values of nodes that were read lately. A number is never
// given twice, so that what it says is true in every view.
type nameCache struct{ shards [16]nameShard }

// namesPerShard bounds the cache to some 16 MB.
const namesPerShard = 2048

type nameShard struct {
	mu sync.Mutex
	// Values go to young; when that is full it becomes old, and what was old and
	// was not asked for since is forgotten.
	young, old map[uint64]quad.Value
}

func (c *nameCache) get(id uint64) quad.Value {
	sh := &c.shards[id%uint64(len(c.shards))]
	sh.mu.Lock()
	defer sh.mu.Unlock()
	if v, ok := sh.young[id]; ok {
		return v
	}
	v, ok := sh.old[id]
	if ok {
		sh.add(id, v)
	}
	return v
}

func (c *nameCache) put(id uint64, v quad.Value) {
	sh := &c.shards[id%uint64(len(c.shards))]
	sh.mu.Lock()
	defer sh.mu.Unlock()
	sh.add(id, v)
}

func (sh *nameShard) add(id uint64, v quad.Value) {
	if len(sh.young) >= namesPerShard {
		sh.young, sh.old = nil, sh.young
	}
	if sh.young == nil {
		sh.young = make(map[uint64]quad.Value, namesPerShard)
	}
	sh.young[id] = v
}
