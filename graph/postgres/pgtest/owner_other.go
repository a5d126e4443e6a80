//go:build !unix

package pgtest

import "syscall"

func (s *Server) asOwner() (*syscall.SysProcAttr, error) { return nil, nil }
