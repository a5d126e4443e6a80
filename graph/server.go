package graph

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// keyFile holds the secret of the server that holds the store, for those who
// may write the store's folder alone.
const keyFile = "server.key"

// Announce tells other processes, by the store's lock, that this one serves it at
// the address, host:port, and returns the key that requests must bring: whoever
// can read the folder as its owner does can read it there. It is gone when the
// store is closed.
func (s *Store) Announce(address string) (key string, err error) {
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return "", err
	}
	key = hex.EncodeToString(secret)
	path := filepath.Join(s.path, keyFile)
	if err := os.WriteFile(path, []byte(key), 0o600); err != nil {
		return "", err
	}
	s.lock.onRelease = func() error {
		if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	return key, s.lock.write(holder{PID: os.Getpid(), Command: command(), Address: address})
}

// ServerOf returns the address and the key of the process that serves the store
// in the folder; ok is false if there is none.
func ServerOf(path string) (address, key string, ok bool) {
	data, err := os.ReadFile(filepath.Join(path, "lock"))
	if err != nil {
		return "", "", false
	}
	for line := range bytes.Lines(data) {
		var h holder
		if json.Unmarshal(line, &h) == nil && h.Address != "" && h.PID > 0 && alive(h.PID) {
			address = h.Address
		}
	}
	secret, err := os.ReadFile(filepath.Join(path, keyFile))
	return address, string(secret), address != "" && err == nil
}
